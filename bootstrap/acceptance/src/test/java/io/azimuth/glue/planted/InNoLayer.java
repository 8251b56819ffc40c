package io.azimuth.glue.planted;

/** Planted: a package that no layer has. */
final class InNoLayer {}
