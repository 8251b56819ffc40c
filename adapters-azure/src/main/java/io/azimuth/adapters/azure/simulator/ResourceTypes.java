package io.azimuth.adapters.azure.simulator;

/** The types of resources that the simulator knows more of than their names. */
final class ResourceTypes {

  static final String VIRTUAL_MACHINE = "Microsoft.Compute/virtualMachines";
  static final String SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets";
  static final String SITE = "Microsoft.Web/sites";
  static final String ARC_MACHINE = "Microsoft.HybridCompute/machines";
  static final String IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities";

  private ResourceTypes() {}
}
