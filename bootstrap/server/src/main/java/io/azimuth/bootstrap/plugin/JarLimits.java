package io.azimuth.bootstrap.plugin;

/**
 * What the plugin directory may hold.
 *
 * @param jars the most jars
 * @param bytes the most bytes of one jar
 * @param entries the most entries of one jar
 * @param classBytes the most bytes of one class
 */
record JarLimits(int jars, long bytes, int entries, int classBytes) {

  private static final int MIB = 1 << 20;

  /** The limits of a server. */
  static final JarLimits STANDARD = new JarLimits(32, 128L * MIB, 50_000, 8 * MIB);
}
