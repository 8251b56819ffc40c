package io.azimuth.bootstrap.configfile;

/**
 * A block that has a type.
 *
 * @param type the label, or the value of {@code type}
 * @param keys the other keys
 */
public record TypedBlock(String type, BlockReader keys) {}
