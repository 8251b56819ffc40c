package io.azimuth.adapters.azure.transport;

import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.text.AsciiCase;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * One HTTP client per cloud, with the cloud's trusted authorities and the proxy. A client is made
 * at first use, because it starts threads.
 */
public final class CloudHttpClients {

  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final Map<String, Optional<SSLContext>> trust = new HashMap<>();
  private final ProxySelector proxy;
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

  /**
   * Reads the files of the certificate authorities.
   *
   * @throws io.azimuth.spi.InvalidSettingsException when a file is unusable
   */
  public CloudHttpClients(List<CloudConfig> clouds, ProxySelector proxy) {
    this.proxy = proxy;
    for (CloudConfig cloud : clouds) {
      trust.put(AsciiCase.fold(cloud.name()), cloud.authorities().map(TrustedAuthorities::of));
    }
  }

  HttpClient of(String cloud) {
    return clients.computeIfAbsent(AsciiCase.fold(cloud), this::make);
  }

  /**
   * A new builder with that cloud's trusted authorities and the proxy, for a library that makes its
   * own client.
   */
  public HttpClient.Builder builderOf(String cloud) {
    return prepare(AsciiCase.fold(cloud));
  }

  private HttpClient make(String cloud) {
    return prepare(cloud).build();
  }

  private HttpClient.Builder prepare(String cloud) {
    Optional<SSLContext> context = trust.get(cloud);
    if (context == null) {
      throw new ServiceException(ErrorCode.UNEXPECTED, "there is no cloud of that name");
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIME)
            .proxy(proxy)
            .sslParameters(modern());
    context.ifPresent(builder::sslContext);
    return builder;
  }

  private static SSLParameters modern() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    return parameters;
  }
}
