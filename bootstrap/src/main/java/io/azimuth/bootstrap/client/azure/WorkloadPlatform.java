package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.Environment;

/** What a workload runs on. */
public enum WorkloadPlatform {
  /** A virtual machine or an instance of a scale set. */
  VM("vm"),
  /** App Service, Functions, Container Apps. */
  APP_SERVICE("app-service"),
  /** A machine outside Azure, connected by Arc. */
  ARC("arc"),
  /** A pod of AKS with workload identity. */
  AKS("aks"),
  /** Anywhere: somebody else has fetched the token. */
  FILE("file");

  private final String code;

  WorkloadPlatform(String code) {
    this.code = code;
  }

  /** How the command line names it. */
  public String code() {
    return code;
  }

  /**
   * The platform of that name; {@code auto} looks at the variables that Azure sets.
   *
   * @throws ClientException when there is none
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
    throw new ClientException("the source must be auto, vm, app-service, arc, aks or file");
  }

  // The order of Microsoft's own libraries: a pod's own identity before its node's.
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
