package io.azimuth.abuse;

/**
 * What a server holds at one moment.
 *
 * @param heapBytes its heap, directly after a collection
 * @param threads its threads
 * @param connections its open connections
 * @param bufferedBytes what clients have sent of requests, and answers, until these are sent
 */
record Holdings(long heapBytes, long threads, long connections, long bufferedBytes) {

  private static final long MORE_HEAP = 24 << 20; // caches that an attack may fill
  private static final int MORE_THREADS = 16; // some are started when they are needed first
  private static final int MORE_CONNECTIONS = 8; // of the customer

  /** Whether this is not more than before, but for what a running server varies by. */
  boolean isLike(Holdings before) {
    return heapBytes <= before.heapBytes() + MORE_HEAP
        && threads <= before.threads() + MORE_THREADS
        && connections <= before.connections() + MORE_CONNECTIONS
        && bufferedBytes <= before.bufferedBytes();
  }

  @Override
  public String toString() {
    return "heap %d MB, %d threads, %d connections, %d bytes buffered"
        .formatted(heapBytes >> 20, threads, connections, bufferedBytes);
  }
}
