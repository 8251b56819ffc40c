package io.azimuth.adapters.azure.arm;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.UserAssignedIdentitiesClient;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import io.azimuth.adapters.azure.pipeline.SingleHostEnvironment;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.spi.remote.LruCache;
import java.net.URI;

/** The SDK's clients for each subscription, all over one pipeline. */
public final class ArmClients {

  static final int MAX_SUBSCRIPTIONS = 32;

  private final HttpPipeline pipeline;
  private final String tenant;
  private final URI resourceManager;
  private final AzureEnvironment environment;
  private final LruCache<SubscriptionId, ComputeManagementClient> compute =
      new LruCache<>(MAX_SUBSCRIPTIONS);
  private final LruCache<SubscriptionId, UserAssignedIdentitiesClient> identities =
      new LruCache<>(MAX_SUBSCRIPTIONS);
  private final LruCache<SubscriptionId, ResourceManagementClient> resources =
      new LruCache<>(MAX_SUBSCRIPTIONS);

  public ArmClients(HttpPipeline pipeline, String tenant, URI resourceManager) {
    this.pipeline = pipeline;
    this.tenant = tenant;
    this.resourceManager = resourceManager;
    this.environment = SingleHostEnvironment.environment(resourceManager);
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

  public UserAssignedIdentitiesClient identities(SubscriptionId subscription) {
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
