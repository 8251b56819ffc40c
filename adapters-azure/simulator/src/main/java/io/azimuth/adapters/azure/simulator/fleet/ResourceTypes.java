package io.azimuth.adapters.azure.simulator.fleet;

/** The types of resources that the simulator treats specially. */
public final class ResourceTypes {

  public static final String VIRTUAL_MACHINE = "Microsoft.Compute/virtualMachines";
  public static final String SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets";
  public static final String SCALE_SET_INSTANCE = SCALE_SET + "/virtualMachines";
  public static final String SITE = "Microsoft.Web/sites";
  static final String ARC_MACHINE = "Microsoft.HybridCompute/machines";
  public static final String IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities";

  private ResourceTypes() {}
}
