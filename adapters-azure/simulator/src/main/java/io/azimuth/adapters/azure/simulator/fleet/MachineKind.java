package io.azimuth.adapters.azure.simulator.fleet;

/** What a workload runs on, which decides where it gets tokens and what they contain. */
public enum MachineKind {
  /** A virtual machine, alone or in a flexible scale set. */
  VIRTUAL_MACHINE,
  /** An instance of a uniform scale set; tokens name the set, never the instance. */
  SCALE_SET_INSTANCE,
  /** A web or function app; it has the identity endpoint of App Service. */
  APP_SERVICE,
  /** A pod of AKS with workload identity; no metadata service, and no resource in its tokens. */
  POD,
  /** A machine outside Azure, connected by Arc; its agent asks for the content of a key file. */
  ARC_MACHINE;

  public boolean hasMetadataService() {
    return this == VIRTUAL_MACHINE || this == SCALE_SET_INSTANCE;
  }
}
