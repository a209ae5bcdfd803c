package tlpsim.core.vfio;

import tlpsim.core.rule.Errno;

/**
 * Everything about the user API that no public source settles, in one place.
 *
 * @param errnoNotOffered    rules 1 and 2: the call on a device that is not offered TPH; as for any unknown feature of VFIO
 * @param errnoWhileDisabled rule 19 for rule 5
 * @param errnoExtended      rule 19 for rules 6 and 10
 * @param errnoUnplaceable   rule 20: neither a table nor access to the tag
 * @param errnoRawTag        rule 21: a literal tag without access
 * @param getWhileRevoked    get_tph of a dma-buf whose mapping is revoked
 * @param loweredEnable      rule 18
 */
public record VfioChoices(
        Errno errnoNotOffered,
        Errno errnoWhileDisabled,
        Errno errnoExtended,
        Errno errnoUnplaceable,
        Errno errnoRawTag,
        Errno getWhileRevoked,
        LoweredEnablePolicy loweredEnable) {
    public static final VfioChoices DEFAULT = new VfioChoices(
            Errno.ENOTTY,
            Errno.EINVAL,
            Errno.EINVAL,
            Errno.EOPNOTSUPP,
            Errno.EPERM,
            Errno.ENODEV,
            LoweredEnablePolicy.LOW_BYTE);
}
