package io.azimuth.adapters.storage.barrier;

/**
 * How encryptions are counted.
 *
 * @param block how many are reserved in the store at a time
 * @param perTerm the most that one key may make; with random nonces of 96 bits it must be fewer
 *     than 2^32
 */
record EncryptionLimits(long block, long perTerm) {

  static final EncryptionLimits PRODUCT = new EncryptionLimits(1L << 20, 1L << 31);

  EncryptionLimits {
    if (block < 1 || perTerm < block) {
      throw new IllegalArgumentException("a term has at least one block of at least one");
    }
  }
}
