package io.azimuth.adapters.azure.simulator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One simulator for all test classes that ask for it: its keys take a while to make. */
public final class SharedResourceManager implements ParameterResolver {

  private record Held(ResourceManagerClient client) implements AutoCloseable {

    @Override
    public void close() {
      client.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ResourceManagerClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedResourceManager.class))
        .getOrComputeIfAbsent("client", it -> new Held(started()), Held.class)
        .client();
  }

  private static ResourceManagerClient started() {
    try {
      return ResourceManagerClient.start();
    } catch (Exception e) {
      // A resolver cannot throw it as it is.
      throw new IllegalStateException("no simulator", e);
    }
  }
}
