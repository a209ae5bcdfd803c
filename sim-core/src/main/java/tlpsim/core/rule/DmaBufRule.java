package tlpsim.core.rule;

/** Steering tags that travel with a dma-buf: what an exporter may set, and what an importer gets. */
public enum DmaBufRule implements ControlRule {
    SET_COMPLETER(
            "set.completer",
            "The exporting function's own TPH Completer Supported decides, not its requester capability: 00b means -EOPNOTSUPP, for a probe"
                    + " too. The reserved 10b counts as 00b (our choice).",
            "linux-rdma list, dma-buf TPH series v9",
            "DmaBufTphFeature.set"),
    SET_ARGUMENTS(
            "set.arguments",
            "The feature can only be set or probed, and a set has at least 12 bytes: -EINVAL.",
            "linux-rdma list, dma-buf TPH series v9; drivers/vfio: vfio_check_feature()",
            "DmaBufTphFeature.set"),
    SET_COPY(
            "set.copy",
            "An argument that cannot be read from the user: -EFAULT.",
            "linux-rdma list, dma-buf TPH series v9",
            "DmaBufTphFeature.set"),
    SET_FLAGS(
            "set.flags",
            "Flags other than ST and ST_EXT: -EINVAL.",
            "linux-rdma list, dma-buf TPH series v9",
            "DmaBufTphFeature.set"),
    SET_PH("set.ph", "A PH above 3: -EINVAL.", "linux-rdma list, dma-buf TPH series v9", "DmaBufTphFeature.set"),
    SET_EXTENDED(
            "set.extended",
            "A 16-bit tag for a function that is not an extended completer (11b): -EOPNOTSUPP.",
            "linux-rdma list, dma-buf TPH series v9",
            "DmaBufTphFeature.set"),
    SET_FD(
            "set.fd",
            "A file descriptor that is no dma-buf: the error of the look-up, -EBADF, or -EINVAL for a file of another kind.",
            "linux-rdma list, dma-buf TPH series v9; drivers/dma-buf: dma_buf_get()",
            "DmaBufTphFeature.set"),
    SET_OWNER(
            "set.owner",
            "A dma-buf of another exporter or of another device: -EINVAL.",
            "linux-rdma list, dma-buf TPH series v9",
            "DmaBufTphFeature.set"),
    SET_REPLACES(
            "set.replaces",
            "Each set replaces all that was set before; flags of 0 take both namespaces back. What an importer has fetched it keeps.",
            "linux-rdma list, dma-buf TPH series v9",
            "DmaBuf.replace"),
    GET_REVOKED(
            "get.revoked",
            "While the mapping is revoked there is no answer: -ENODEV (our choice).",
            "our choice (VfioChoices.getWhileRevoked)",
            "DmaBuf.getTph"),
    GET_NAMESPACE(
            "get.namespace",
            "The namespace asked for must be valid: -EOPNOTSUPP. The other namespace is never given in its place. 0 is an ordinary tag.",
            "linux-rdma list, dma-buf TPH series: get_pci_tph()",
            "DmaBuf.getTph"),
    IMPORT_ENABLED(
            "import.enabled",
            "An importer whose own TPH is off asks for no tag: it could not send one (our choice; the errno is that of a user's TPH_ST).",
            "our choice (VfioChoices.errnoWhileDisabled)",
            "DmaBufImport.query"),
    IMPORT_REQUERY(
            "import.requery",
            "A fetched tag holds until the exporter invalidates the mapping; what is in flight then still carries it. The importer asks again"
                    + " after the buffer is mapped again.",
            "linux-rdma list, answers of maintainers on the dma-buf TPH series",
            "DmaBufImport.isStale"),
    IMPORT_MLX5(
            "import.mlx5",
            "mlx5 asks for the namespace of its enabled type; on any failure the memory region goes without TPH: never an error.",
            "linux-rdma list, mlx5 part of the dma-buf TPH series",
            "Mlx5Import.register"),
    IMPORT_DMAH(
            "import.dmah",
            "An explicit DMA handle of the user wins over what comes with the dma-buf.",
            "linux-rdma list, mlx5 part of the dma-buf TPH series",
            "Mlx5Import.register");

    private final RuleEntry entry;

    DmaBufRule(String name, String text, String source, String enforcedBy) {
        this.entry = new RuleEntry("dmabuf." + name, text, source, enforcedBy);
    }

    @Override
    public RuleEntry entry() {
        return entry;
    }
}
