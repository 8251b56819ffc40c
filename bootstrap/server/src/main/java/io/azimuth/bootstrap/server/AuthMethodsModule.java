package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.azimuth.application.federation.OwnSubjects;
import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.token.issued.MethodTokens;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.guard.PluginLifecycle;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.PodDirectory;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.expression.ExpressionLanguage;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.schedule.CronSchedules;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Binds the auth methods of all plugins, which include the product's own, and creates the services
 * that clouds have from plugins.
 */
final class AuthMethodsModule extends AbstractModule {

  private final StartupPlan plan;
  private final PluginLifecycle lifecycle;
  private final Environment environment;

  AuthMethodsModule(StartupPlan plan, PluginLifecycle lifecycle, Environment environment) {
    this.plan = plan;
    this.lifecycle = lifecycle;
    this.environment = environment;
  }

  /** For auth methods of jars: the token of the server's pod opens its cluster. */
  private record NoPod() implements PodIdentity {

    @Override
    public Optional<SecretText> token() {
      return Optional.empty();
    }

    @Override
    public Optional<TrustedCertificates> authorities() {
      return Optional.empty();
    }
  }

  @Provides
  @Singleton
  AuthMethods authMethods(
      Clouds clouds,
      TokenVerifier verifier,
      SystemLifetimes lifetimes,
      BackgroundFetches fetches,
      Store store,
      MethodTokens issued,
      SecretGenerator secrets,
      CronSchedules schedules,
      FederatedSubjects subjects,
      Metrics metrics,
      WebClient web,
      SignatureVerifier signatures,
      Clock clock) {
    Clouds served = new CloudServiceOverlay(plan, lifecycle, clock).over(clouds);
    PodIdentity pod = new PodDirectory(PodDirectory.MOUNTED, clock);
    ExpressionLanguage expressions = ExpressionLanguage.installed();
    List<AuthMethod> methods = new ArrayList<>();
    for (LoadedPlugin<AuthMethodFactory> plugin : plan.plugins().authMethods()) {
      PluginSettings settings = plan.config().plugins().settings(plugin.type());
      MountStore own = PluginMountStore.ofAuthMethod(store, plugin.type());
      methods.add(
          lifecycle.authMethod(
              plugin,
              settings,
              new PluginLifecycle.Callbacks(fetches, metrics),
              callbacks ->
                  plugin
                      .factory()
                      .create(
                          settings,
                          new AuthMethodContext(
                              plugin.context(clock),
                              served,
                              verifier,
                              lifetimes,
                              callbacks.background(),
                              own,
                              secrets,
                              schedules,
                              expressions,
                              new OwnSubjects(subjects, own),
                              callbacks.metrics(),
                              environment::get,
                              web,
                              signatures,
                              plugin.origin().isBuiltIn() ? pod : new NoPod(),
                              issued.of(plugin.type())))));
    }
    return new AuthMethods(methods);
  }
}
