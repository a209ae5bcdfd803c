package tlpsim.scenarios.config;

/** How a driver keeps the tags of its queues. */
public enum DriverModel {
    /** Writes the entry of each queue, and again as soon as the queue has moved. */
    SIMPLE,
    /** As bnxt: entries by vector, rewritten some time after a move, and then the queue is restarted. */
    BNXT,
    /** As mlx5: entries by tag, shared and counted; entry 0 is kept free. Without a table as {@link #DIRECT}. */
    MLX5,
    /** The tag is in the queue's own context in the device, whatever table there is. */
    DIRECT,
    /** Writes the entries at the start and never follows a move. */
    NONE
}
