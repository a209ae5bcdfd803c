package tlpsim.core.rule;

import java.util.ArrayList;
import java.util.List;

/** Error numbers of Linux (asm-generic/errno.h) under its names; {@link #NONE} is success. */
public enum Errno {
    NONE(0),
    EPERM(1),
    ENXIO(6),
    EBADF(9),
    EFAULT(14),
    EBUSY(16),
    ENODEV(19),
    EINVAL(22),
    ENOTTY(25),
    ERANGE(34),
    ENOSYS(38),
    EOPNOTSUPP(95),
    EREMOTEIO(121);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** As a kernel function returns it: {@code 0} or {@code -EINVAL}. */
    public String returned() {
        return this == NONE ? "0" : "-" + name();
    }

    /** Every error as {@link #returned} prints it. */
    public static List<String> errors() {
        List<String> names = new ArrayList<>();
        for (Errno errno : values()) {
            if (errno != NONE) {
                names.add(errno.returned());
            }
        }
        return names;
    }
}
