package io.azimuth.adapters.azure.resource;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.azimuth.application.port.azure.CredentialRotator;
import io.azimuth.application.port.azure.GroupDirectory;
import io.azimuth.application.port.azure.ResourceDirectory;
import io.azimuth.application.port.federation.PluginIdentityTokens;
import java.net.http.HttpClient;
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

  /**
   * Connects to nothing and starts no thread.
   *
   * @param transports trust, proxy and protocol of a cloud by its name; asked at first use
   * @param userAgent what we call ourselves
   */
  public ResourceModule(
      List<DirectoryCloudConfig> clouds,
      Function<String, HttpClient.Builder> transports,
      String userAgent) {
    this.clouds = List.copyOf(clouds);
    this.transports = transports;
    this.userAgent = userAgent;
  }

  @Override
  protected void configure() {
    bind(ArmResourceDirectory.class).in(Singleton.class);
    bind(ResourceDirectory.class).to(ArmResourceDirectory.class);
    bind(GraphCredentialRotator.class).in(Singleton.class);
    bind(CredentialRotator.class).to(GraphCredentialRotator.class);
    bind(GraphGroupDirectory.class).in(Singleton.class);
    bind(GroupDirectory.class).to(GraphGroupDirectory.class);
  }

  @Provides
  @Singleton
  Policies policies(Clock clock) {
    return new Policies(userAgent, clock);
  }

  @Provides
  @Singleton
  SignIn signIn(Policies policies, PluginIdentityTokens identityTokens) {
    return new SignIn(policies, SignInThreads.create(), identityTokens);
  }

  @Provides
  @Singleton
  DirectoryClouds directoryClouds() {
    return DirectoryClouds.over(clouds, transports);
  }

  @Provides
  @Singleton
  Sessions sessions(DirectoryClouds directories, SignIn signIn, Policies policies, Clock clock) {
    return new Sessions(directories, signIn, policies, clock);
  }

  @Provides
  @Singleton
  GraphSessions graphSessions(
      DirectoryClouds directories, SignIn signIn, Policies policies, Clock clock) {
    return new GraphSessions(directories, signIn, policies, clock);
  }

  @Provides
  @Singleton
  FreshTokens freshTokens(DirectoryClouds directories, SignIn signIn) {
    return new FreshTokens(directories, signIn);
  }

  @Provides
  @Singleton
  RetryAfter retryAfter(Clock clock) {
    return new RetryAfter(clock);
  }

  @Provides
  @Singleton
  Rehearsal rehearsal(SignIn signIn, Policies policies, Clock clock) {
    return new Rehearsal(signIn, policies, clock);
  }
}
