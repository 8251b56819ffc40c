package io.azimuth.adapters.azure.pipeline;

import com.azure.core.management.AzureEnvironment;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Every service at one address: the SDK's clients over it know no other. */
public final class SingleHostEnvironment {

  private SingleHostEnvironment() {}

  public static AzureEnvironment environment(URI address) {
    Map<String, String> endpoints = new HashMap<>();
    for (AzureEnvironment.Endpoint endpoint : AzureEnvironment.Endpoint.values()) {
      endpoints.put(endpoint.identifier(), address.toString());
    }
    return new AzureEnvironment(endpoints);
  }
}
