package io.azimuth.application.port.audit;

/**
 * The room on the volume that an audit device writes to.
 *
 * @param free what the server can still write, in bytes
 * @param size of the whole volume, in bytes
 */
public record VolumeRoom(long free, long size) {

  private static final long ENOUGH = 1L << 30;
  private static final int SHARE = 10;

  /** Whether less than a tenth of the volume is free, and less than 1 GiB. */
  public boolean isShort() {
    return free < Math.min(ENOUGH, size / SHARE);
  }
}
