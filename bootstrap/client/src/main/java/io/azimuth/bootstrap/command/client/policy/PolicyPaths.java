package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ClientException;

final class PolicyPaths {

  static final String ALL = "sys/policies/acl";

  private PolicyPaths() {}

  static String path(String name) {
    if (name.isBlank() || name.contains("/")) {
      throw new ClientException("a policy's name has no slash");
    }
    return ALL + "/" + name;
  }
}
