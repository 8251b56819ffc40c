package io.azimuth.adapters.azure.database;

import com.azure.core.credential.AccessToken;
import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.signin.OwnAccess;
import io.azimuth.adapters.azure.signin.SignInConfig;
import io.azimuth.adapters.azure.signin.UncachedTokens;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.spi.trace.Tracing;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Makes sources of tokens for the databases of a cloud. Connects to nothing before one is used. */
public final class DatabaseTokenFactory {

  private final CloudCatalog catalog;
  private final ProxyConfig proxy;
  private final PipelinePolicies policies;
  private final Clock clock;
  private final AzureCallMetrics calls;

  /**
   * Makes sources in these clouds.
   *
   * @param blocks the {@code cloud} blocks of the configuration file, beside the built-in clouds
   * @param version our own version, which the User-Agent contains
   */
  public DatabaseTokenFactory(
      List<CloudConfig> blocks,
      ProxyConfig proxy,
      String version,
      Clock clock,
      AzureCallMetrics calls) {
    this.catalog = CloudCatalog.with(blocks);
    this.proxy = proxy;
    this.policies = new PipelinePolicies("azimuth/" + version, clock, Tracing.NONE);
    this.clock = clock;
    this.calls = calls;
  }

  /**
   * A source of tokens of that identity.
   *
   * @throws InvalidSettingsException naming the key of the {@code storage} block that cannot be
   *     used
   */
  public AccessTokenSource tokens(SignInConfig config) {
    return new DatabaseTokens(new SignInCall(config, catalog.named(config.cloud())), clock);
  }

  /** One sign-in; the HTTP client and the threads are made for the first one. */
  private final class SignInCall implements Supplier<Mono<AccessToken>> {

    private final SignInConfig config;
    private final CloudConfig cloud;
    private @Nullable OwnAccess made;

    private SignInCall(SignInConfig config, CloudConfig cloud) {
      this.config = config;
      this.cloud = cloud;
    }

    @Override
    public Mono<AccessToken> get() {
      OwnAccess own = access();
      return new UncachedTokens(own.clouds(), own.signIn())
          .obtain(own.access(), cloud.services().databaseAudience() + "/.default");
    }

    private synchronized OwnAccess access() {
      OwnAccess own =
          made == null ? OwnAccess.of("storage", config, cloud, proxy, policies, calls) : made;
      made = own;
      return own;
    }
  }
}
