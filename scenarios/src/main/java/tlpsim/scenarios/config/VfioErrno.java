package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Spelled;

/** An error that a call of the user may return. */
public enum VfioErrno implements Spelled {
    EPERM,
    ENXIO,
    EBADF,
    EFAULT,
    EBUSY,
    ENODEV,
    EINVAL,
    ENOTTY,
    EOPNOTSUPP;

    @Override
    public String spelling() {
        return "-" + name();
    }
}
