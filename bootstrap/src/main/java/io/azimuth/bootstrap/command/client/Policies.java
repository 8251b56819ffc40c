package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.client.ClientException;

/** Where policies are. */
final class Policies {

  static final String ALL = "sys/policies/acl";

  private Policies() {}

  static String path(String name) {
    if (name.isBlank() || name.contains("/")) {
      throw new ClientException("a policy's name has no slash");
    }
    return ALL + "/" + name;
  }
}
