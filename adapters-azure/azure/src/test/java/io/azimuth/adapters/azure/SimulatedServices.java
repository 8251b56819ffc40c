package io.azimuth.adapters.azure;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LabCloud;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.steering.SimulatedGraph;
import io.azimuth.adapters.azure.simulator.steering.SimulatedResourceManager;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.adapters.jose.JoseModule;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.remote.BackgroundFetches;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The services of a cloud as wired, with the simulated Azure behind them. */
final class SimulatedServices implements AutoCloseable {

  static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000010";
  static final String PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000010";
  static final String SECRET = "lab-secret-of-azimuth-server";

  private final Path directory;
  private final AzureSimulator simulator;
  private Injector injector;

  private SimulatedServices(Path directory, AzureSimulator simulator) {
    this.directory = directory;
    this.simulator = simulator;
    this.injector = injector();
  }

  /** Starts the simulator, which keeps its certificate in the directory. */
  static SimulatedServices start(Path directory) throws IOException {
    return new SimulatedServices(
        directory,
        AzureSimulator.start(
            AzureSimulatorConfig.forTests(Clock.systemUTC(), new SecureRandom())
                .writingTo(directory)));
  }

  /** Makes the simulator as new, and services that remember nothing. */
  void wire() {
    simulator.reset();
    injector = injector();
  }

  private Injector injector() {
    CloudConfig lab =
        LabCloud.at(simulator.authorityUri(), Optional.of(directory.resolve("ca.pem")));
    return Guice.createInjector(
        new AzureModule(
            List.of(lab),
            ProxyConfig.direct(),
            "1",
            Clock.systemUTC(),
            new CountedCalls().calls,
            new SecureRandom()),
        new JoseModule(new SecureRandom()),
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(PluginIdentityTokens.class).toInstance(new NoIdentityTokens());
            bind(Clock.class).toInstance(Clock.systemUTC());
          }
        });
  }

  void endFetches() {
    injector.getInstance(BackgroundFetches.class).close();
  }

  SimulatedResourceManager resourceManager() {
    return simulator.resourceManager();
  }

  SimulatedGraph graph() {
    return simulator.graph();
  }

  /** Registers the certificate of this PEM on the application of the server. */
  void register(SecretText pem) throws GeneralSecurityException {
    byte[] text =
        pem.expose()
            .substring(pem.expose().indexOf("-----BEGIN CERTIFICATE"))
            .getBytes(StandardCharsets.US_ASCII);
    simulator
        .federation()
        .registerCertificate(
            "azimuth-server",
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(text)));
  }

  <T> T service(Class<T> type) {
    return injector
        .getInstance(Clouds.class)
        .named("lab")
        .flatMap(cloud -> cloud.service(type))
        .orElseThrow();
  }

  /** An access as the application of the server, by that secret. */
  static DirectoryAccess access(String secret) {
    return access(new ServerCredential.ClientSecret(CLIENT, SecretText.of(secret)));
  }

  /** An access by that credential. */
  static DirectoryAccess access(ServerCredential credential) {
    return new DirectoryAccess(
        "mount",
        1,
        "lab",
        "11111111-1111-1111-1111-111111111111",
        credential,
        new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
        DirectoryAccess.CallLog.NONE);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
