package io.azimuth.adapters.azure.resource;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.UserAssignedIdentitiesClient;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import io.azimuth.application.remote.RecentlyUsed;
import io.azimuth.domain.azure.SubscriptionId;
import java.net.URI;

/** The SDK's clients for each subscription, all over one pipeline. */
final class ArmClients {

  static final int MAX_SUBSCRIPTIONS = 32;

  private final HttpPipeline pipeline;
  private final String tenant;
  private final URI resourceManager;
  private final AzureEnvironment environment;
  private final RecentlyUsed<SubscriptionId, ComputeManagementClient> compute =
      new RecentlyUsed<>(MAX_SUBSCRIPTIONS);
  private final RecentlyUsed<SubscriptionId, UserAssignedIdentitiesClient> identities =
      new RecentlyUsed<>(MAX_SUBSCRIPTIONS);
  private final RecentlyUsed<SubscriptionId, ResourceManagementClient> resources =
      new RecentlyUsed<>(MAX_SUBSCRIPTIONS);

  ArmClients(HttpPipeline pipeline, String tenant, URI resourceManager) {
    this.pipeline = pipeline;
    this.tenant = tenant;
    this.resourceManager = resourceManager;
    this.environment = OneHost.environment(resourceManager);
  }

  HttpPipeline pipeline() {
    return pipeline;
  }

  /** Where that path and query of Resource Manager are. */
  String address(String pathAndQuery) {
    return resourceManager.resolve(pathAndQuery).toString();
  }

  ComputeManagementClient compute(SubscriptionId subscription) {
    return compute.get(
        subscription, s -> ComputeManager.authenticate(pipeline, profile(s)).serviceClient());
  }

  UserAssignedIdentitiesClient identities(SubscriptionId subscription) {
    return identities.get(
        subscription,
        s ->
            MsiManager.authenticate(pipeline, profile(s))
                .serviceClient()
                .getUserAssignedIdentities());
  }

  ResourceManagementClient resources(SubscriptionId subscription) {
    return resources.get(
        subscription,
        s ->
            ResourceManager.authenticate(pipeline, profile(s))
                .withSubscription(s.value())
                .serviceClient());
  }

  private AzureProfile profile(SubscriptionId subscription) {
    return new AzureProfile(tenant, subscription.value(), environment);
  }
}
