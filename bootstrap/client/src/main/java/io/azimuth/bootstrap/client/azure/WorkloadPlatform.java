package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.Environment;

/** The platforms that a workload can run on. */
public enum WorkloadPlatform {
  /** A virtual machine or a scale set instance. */
  VM("vm"),
  /** A virtual machine with the second version of the metadata service. Never chosen by itself. */
  IMDSV2("imdsv2"),
  /** App Service, Functions, Container Apps. */
  APP_SERVICE("app-service"),
  /** A machine outside Azure that is connected by Arc. */
  ARC("arc"),
  /** A pod of AKS with workload identity. */
  AKS("aks"),
  /** Any machine: another program has fetched the token. */
  FILE("file"),
  /** A person's machine: the Azure CLI. Never chosen by itself. */
  AZ("az");

  private final String code;

  WorkloadPlatform(String code) {
    this.code = code;
  }

  /** The platform's name on the command line. */
  public String code() {
    return code;
  }

  /**
   * Returns the platform of the name; {@code auto} selects it by the variables that Azure sets.
   *
   * @throws ClientException if there is no such platform
   */
  public static WorkloadPlatform named(String name, Environment environment) {
    if (name.equals("auto")) {
      return detect(environment);
    }
    for (WorkloadPlatform platform : values()) {
      if (platform.code.equals(name)) {
        return platform;
      }
    }
    throw new ClientException(
        "the source must be auto, vm, imdsv2, app-service, arc, aks, file or az");
  }

  // The same order as in Microsoft's libraries: the identity of a pod before that of its node.
  private static WorkloadPlatform detect(Environment environment) {
    if (environment.get("AZURE_FEDERATED_TOKEN_FILE").isPresent()) {
      return AKS;
    }
    boolean endpoint = environment.get("IDENTITY_ENDPOINT").isPresent();
    if (endpoint && environment.get("IDENTITY_HEADER").isPresent()) {
      return APP_SERVICE;
    }
    return endpoint && environment.get("IMDS_ENDPOINT").isPresent() ? ARC : VM;
  }
}
