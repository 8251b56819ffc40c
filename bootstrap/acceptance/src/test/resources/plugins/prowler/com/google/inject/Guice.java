package com.google.inject;

/** A class of this name that the plugin brings along; the server has another one. */
public final class Guice {

  private Guice() {}

  public static String owner() {
    return "the plugin";
  }
}
