package tlpsim.core.rule;

/** The numbered rules of the VFIO design, from the mail of 2026-06-29 and what surrounds it. */
public enum UapiRule implements ControlRule {
    NO_CAPABILITY(
            1,
            "A device without the TPH Requester capability is not offered TPH: no feature, and nothing of the capability shows in its"
                    + " configuration space.",
            "mail of 2026-06-29, answer on case 2; series v17 patch 09",
            "TphOffer.of"),
    ROOT_PORT_GATE(
            2,
            "Without TPH completer support at the root port the whole feature is withheld, also from traffic to peers that support it.",
            "mail of 2026-06-29, answer on case 2",
            "TphOffer.of"),
    RCIEP_EXEMPT(
            3,
            "A Root Complex Integrated Endpoint has no root port to ask: the gate is its own capability alone.",
            "mail of 2026-06-29, answer on case 2; drivers/pci/tph.c: pcie_enable_tph()",
            "TphOffer.of"),
    ENABLE_IN_CONFIG_SPACE(
            4,
            "The user enables TPH through Requester Enable of the device's configuration space, before anything else; nothing is kept to be"
                    + " applied at that moment.",
            "mail of 2026-06-29, answer 2",
            "VfioTphDevice.writeControl"),
    ST_WHILE_DISABLED(
            5,
            "TPH_ST fails while Requester Enable is 00b, in either namespace.",
            "mail of 2026-06-29, answer 2; errno: our choice (rule 19)",
            "TphStCall.gate"),
    EXTENDED_AT_8_BIT(
            6,
            "TPH_ST with EXTENDED fails while Requester Enable is 01b.",
            "mail of 2026-06-29, answer 2; errno: our choice (rule 19)",
            "TphStCall.gate"),
    BASE_AT_8_BIT(
            7,
            "TPH_ST without EXTENDED is accepted while Requester Enable is 01b.",
            "mail of 2026-06-29, answers 1 and 2",
            "TphStCall.gate"),
    BOTH_AT_11B(
            8,
            "With Requester Enable 11b both namespaces are live at once: 8-bit and 16-bit entries may stand side by side.",
            "mail of 2026-06-29, answer on case 1",
            "TphStCall.gate"),
    WRITE_THROUGH(
            9,
            "What TPH_ST accepts goes straight to hardware: no table is kept beside it, nothing is replayed when Requester Enable changes.",
            "mail of 2026-06-29, answer 2",
            "TphStCall.place"),
    NO_EXTENDED_REQUESTER(
            10,
            "A requester without Extended TPH can never be at 11b, so EXTENDED always fails for it.",
            "follows from rule 6",
            "TphStCall.gate"),
    DMA_BUF_NAMESPACE(
            11,
            "For a dma-buf the exporter is asked in the namespace that EXTENDED names; its failure is the call's failure.",
            "mail of 2026-06-29, answer 1; errno: dma-buf TPH series",
            "TphStCall.resolve"),
    NO_GET_TPH(
            12,
            "An exporter without get_tph has no namespace to offer: the call fails.",
            "mail of 2026-06-29, answer on case 1",
            "DmaBuf.getTph"),
    TAG_SHOWN(
            13,
            "Where device-specific or literal access is available, PH and the tag are returned.",
            "mail of 2026-06-29, answer 1",
            "TphStCall.shown"),
    TAG_WITHHELD(
            14,
            "Where neither is available, PH is returned and the tag is withheld.",
            "mail of 2026-06-29, answer 1",
            "TphStCall.shown"),
    PH_WITH_ST(
            15,
            "PH is valid exactly where the tag of the namespace asked for is; there is no bit of its own for it.",
            "mail of 2026-06-29, answer 1",
            "DmaBuf.getTph"),
    PREFERRED_THEN_ALTERNATE(
            16,
            "What a peer supports is known from its dma-buf alone, never from the root port: the user asks in the preferred namespace, then,"
                    + " if wanted, in the other, else fails.",
            "mail of 2026-06-29, answer on case 1",
            "DmaBufImport.query"),
    GOVERNANCE_LIMIT(
            17,
            "The one thing that the kernel can enforce is that no EXTENDED tag is written at 01b. At 11b it cannot keep a tag of the wrong"
                    + " namespace from a completer.",
            "mail of 2026-06-29, answer on case 1",
            "TphStCall.gate"),
    ENABLE_LOWERED(
            18,
            "What becomes of 16-bit entries when Requester Enable goes from 11b to 01b is up to the hardware: low byte sent, entry cleared, or"
                    + " no tag sent.",
            "not specified; our choice (VfioChoices.loweredEnable)",
            "VfioTphDevice.sentTag"),
    ERRNO_OF_5_AND_6(
            19,
            "The mail says only that rules 5 and 6 give an error; which one is a choice: -EINVAL for both by default.",
            "our choice (VfioChoices.errnoWhileDisabled, errnoExtended)",
            "TphStCall.gate"),
    WITHHELD_STILL_PLACED(
            20,
            "Withholding concerns what the user sees: where the kernel can write a table it still writes the tag and returns PH; without a table"
                    + " and without access the tag cannot be placed and the call fails.",
            "our reading of rule 14 (VfioChoices.errnoUnplaceable)",
            "TphStCall.place"),
    UNSAFE_OFF(
            21,
            "Unless the unsafe module parameter is on, raw tags are neither accepted nor shown.",
            "vfio-pci parameter enable_unsafe_tph_ds_mode, series v3 and later; errno: our choice (VfioChoices.errnoRawTag)",
            "TphStCall.resolve"),
    DIRECT_MSIX_WRITE(
            22,
            "A user who maps the MSI-X table can write tags into it past every rule; such a write is reported as ungoverned.",
            "kvm list, 2025-03: the table is the user's to write",
            "VfioTphDevice.writeMsixDirectly"),
    RCIEP_CPU_TAG(
            23,
            "An RCiEP can be enabled, but the query for a processor's tag finds no root port: -ENODEV.",
            "drivers/pci/tph.c: pcie_enable_tph(), pcie_tph_get_cpu_st()",
            "CpuTagQuery.query"),
    ENABLED_FLAG_RACE(
            24,
            "Updates of the enabled flag and of flags beside it never lose one another.",
            "series v17 patch 02",
            "FunctionFlags.set"),
    REJECTED_DESIGNS(
            25,
            "Tables kept per namespace and applied at enable time, with a cross-check, and a valid bit for PH were discussed and rejected; the"
                    + " root-port gate was accepted. They exist as what-ifs, and peer-to-peer without the gate is labelled not Linux.",
            "mail of 2026-06-29, answers 1 and 2, case 2",
            "VfioDesign.notLinux"),
    NAMESPACE_EXHAUSTED(
            26,
            "When the 8-bit namespace runs out, firmware clears the valid bit: tag 0, no preference. Coarser targets and aliases are other"
                    + " policies of firmware.",
            "drivers/pci/tph.c: tph_extract_tag(); policies: our choice",
            "DsmFirmware.evaluate"),
    TAG_IS_OPERATION(
            27,
            "Where a tag selects an operation of the peer, one that is stripped, stale, aliased or of the wrong namespace makes a wrong"
                    + " operation, which is reported apart from a misplaced line.",
            "linux-rdma list: a peer whose ingress picks its write operation by tag",
            "PeerTagUse.judge");

    private final int number;
    private final RuleEntry entry;

    UapiRule(int number, String text, String source, String enforcedBy) {
        this.number = number;
        this.entry = new RuleEntry(Integer.toString(number), text, source, enforcedBy);
    }

    public int number() {
        return number;
    }

    @Override
    public RuleEntry entry() {
        return entry;
    }
}
