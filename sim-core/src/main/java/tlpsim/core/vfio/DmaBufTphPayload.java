package tlpsim.core.vfio;

/**
 * The 12 bytes that a user sets: {@code s32 dmabuf_fd; u32 flags; u16 steering_tag_ext; u8 steering_tag; u8 ph}.
 *
 * @param flags {@link DmaBuf#FLAG_ST} and {@link DmaBuf#FLAG_ST_EXT}
 */
public record DmaBufTphPayload(int fd, int flags, int steeringTagExt, int steeringTag, int ph) {
    public static final int SIZE_BYTES = 12;
}
