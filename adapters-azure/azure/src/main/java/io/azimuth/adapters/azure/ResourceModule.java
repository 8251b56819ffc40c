package io.azimuth.adapters.azure;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.azimuth.adapters.azure.arm.ArmResourceDirectory;
import io.azimuth.adapters.azure.graph.GraphCredentialRotator;
import io.azimuth.adapters.azure.graph.GraphGroupDirectory;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.adapters.azure.signin.SignInThreads;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.trace.Tracing;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Binds {@link ResourceDirectory}, {@link CredentialRotator} and {@link GroupDirectory}. Needs a
 * {@link Clock} and {@link PluginIdentityTokens}.
 */
public final class ResourceModule extends AbstractModule {

  private final List<DirectoryCloudConfig> clouds;
  private final Function<String, HttpClient.Builder> transports;
  private final String userAgent;
  private final AzureCallMetrics calls;
  private final Tracing tracing;
  private final SecureRandom random;

  /**
   * Connects to nothing and starts no thread.
   *
   * @param transports trust, proxy and protocol of a cloud by its name; asked at first use
   * @param userAgent what we call ourselves
   * @param calls counts the sign-ins
   * @param tracing begins the traces of calls that no request asked for
   * @param random makes the keys of client certificates
   */
  public ResourceModule(
      List<DirectoryCloudConfig> clouds,
      Function<String, HttpClient.Builder> transports,
      String userAgent,
      AzureCallMetrics calls,
      Tracing tracing,
      SecureRandom random) {
    this.clouds = List.copyOf(clouds);
    this.transports = transports;
    this.userAgent = userAgent;
    this.calls = calls;
    this.tracing = tracing;
    this.random = random;
  }

  @Override
  protected void configure() {
    bind(ResourceDirectory.class).to(ArmResourceDirectory.class);
    bind(CredentialRotator.class).to(GraphCredentialRotator.class);
    bind(GroupDirectory.class).to(GraphGroupDirectory.class);
  }

  @Provides
  @Singleton
  AzureSdk sdk(PluginIdentityTokens identityTokens, Clock clock) {
    return new AzureSdk(
        () -> DirectoryClouds.over(clouds, transports),
        () -> new PipelinePolicies(userAgent, clock, tracing),
        policies -> new SignIn(policies, SignInThreads.create(), identityTokens, calls),
        clock);
  }

  @Provides
  @Singleton
  ArmResourceDirectory resources(AzureSdk sdk, RetryAfter retryAfter) {
    return new ArmResourceDirectory(sdk::sessions, sdk::warmUp, retryAfter);
  }

  @Provides
  @Singleton
  GraphGroupDirectory groups(AzureSdk sdk, RetryAfter retryAfter) {
    return new GraphGroupDirectory(sdk::sessions, retryAfter);
  }

  @Provides
  @Singleton
  GraphCredentialRotator rotator(AzureSdk sdk, RetryAfter retryAfter) {
    return new GraphCredentialRotator(sdk::sessions, sdk::tokens, retryAfter, random);
  }

  @Provides
  @Singleton
  RetryAfter retryAfter(Clock clock) {
    return new RetryAfter(clock);
  }
}
