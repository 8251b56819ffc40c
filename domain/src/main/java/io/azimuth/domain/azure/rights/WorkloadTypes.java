package io.azimuth.domain.azure.rights;

import io.azimuth.domain.azure.id.ResourceType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of resources that run workloads, other than virtual machines. */
public final class WorkloadTypes {

  /**
   * Those that are read in a version of their API that is known, so that the right to read their
   * provider is of use and not necessary.
   */
  public static final Set<ResourceType> READ_WITHOUT_PROVIDER =
      Stream.of(
              "Microsoft.App/containerApps",
              "Microsoft.App/jobs",
              "Microsoft.Automation/automationAccounts",
              "Microsoft.ContainerInstance/containerGroups",
              "Microsoft.ContainerService/managedClusters",
              "Microsoft.DataFactory/factories",
              "Microsoft.HybridCompute/machines",
              "Microsoft.Logic/workflows",
              "Microsoft.Web/sites",
              "Microsoft.Web/sites/slots")
          .map(ResourceType::new)
          .collect(Collectors.toUnmodifiableSet());

  private WorkloadTypes() {}
}
