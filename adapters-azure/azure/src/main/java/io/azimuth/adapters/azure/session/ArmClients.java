package io.azimuth.adapters.azure.session;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.spi.remote.LruCache;
import java.net.URI;
import java.util.Map;

/** The SDK's client of each subscription, all over one pipeline. */
public final class ArmClients {

  static final int MAX_SUBSCRIPTIONS = 32;

  private final HttpPipeline pipeline;
  private final String tenant;
  private final URI resourceManager;
  private final LruCache<SubscriptionId, ResourceManagementClient> clients =
      new LruCache<>(MAX_SUBSCRIPTIONS);

  public ArmClients(HttpPipeline pipeline, String tenant, URI resourceManager) {
    this.pipeline = pipeline;
    this.tenant = tenant;
    this.resourceManager = resourceManager;
  }

  HttpPipeline pipeline() {
    return pipeline;
  }

  /** Where that path and query of Resource Manager are. */
  String address(String pathAndQuery) {
    return resourceManager.resolve(pathAndQuery).toString();
  }

  public ResourceManagementClient of(SubscriptionId subscription) {
    return clients.get(
        subscription,
        s ->
            ResourceManager.authenticate(pipeline, profile(s))
                .withSubscription(s.value())
                .serviceClient());
  }

  private AzureProfile profile(SubscriptionId subscription) {
    return new AzureProfile(tenant, subscription.value(), environment());
  }

  /** One that knows Resource Manager and no other service. */
  private AzureEnvironment environment() {
    return new AzureEnvironment(
        Map.of(
            AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), resourceManager.toString()));
  }
}
