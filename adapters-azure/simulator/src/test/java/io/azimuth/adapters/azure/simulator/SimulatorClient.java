package io.azimuth.adapters.azure.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client that trusts the simulator's authority and nothing else. */
public final class SimulatorClient {

  public static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  public static final String ARM = "https://management.azure.com/";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AzureSimulator simulator;
  private final HttpClient http;

  public SimulatorClient(AzureSimulator simulator) throws Exception {
    this(simulator, new KeyManager[0]);
  }

  private SimulatorClient(AzureSimulator simulator, KeyManager[] keys) throws Exception {
    this.simulator = simulator;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(simulator.certificateAuthorityPem(), keys))
            .connectTimeout(Duration.ofSeconds(30))
            .build();
  }

  /** A client that shows the certificate in each TLS handshake. */
  public SimulatorClient showing(X509Certificate certificate, PrivateKey key) throws Exception {
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, none);
    store.setKeyEntry("client", key, none, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, none);
    return new SimulatorClient(simulator, keys.getKeyManagers());
  }

  public record Answer(int status, HttpResponse<String> response, JsonNode body) {}

  public static AzureSimulator start() throws IOException {
    return AzureSimulator.start(AzureSimulatorConfig.forTests(CLOCK, new SecureRandom()));
  }

  /** Waits for a condition that another thread makes true. */
  public static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen in time");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  public Answer authority(String path) throws Exception {
    return send(HttpRequest.newBuilder(authorityUri(path)));
  }

  public Answer form(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(authorityUri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer steer(String path, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(authorityUri("_simulator/" + path))
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** A proper request to the metadata service of the default machine. */
  public Answer metadata(String path) throws Exception {
    return send(metadataRequest(path).header("Metadata", "true"));
  }

  public HttpRequest.Builder metadataRequest(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.metadataUri() + path));
  }

  public Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        http.send(
            request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response, JSON.readTree(response.body()));
  }

  public URI authorityUri(String path) {
    return URI.create(simulator.authorityUri() + path);
  }

  public HttpClient http() {
    return http;
  }

  private static SSLContext trusting(String pem, KeyManager[] keys) throws Exception {
    Certificate authority =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("simulator", authority);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }
}
