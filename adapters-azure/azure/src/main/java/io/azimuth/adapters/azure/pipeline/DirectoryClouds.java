package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import io.azimuth.domain.text.AsciiCase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The clouds by name, and the SDK's HTTP client of each, made at first use. */
public final class DirectoryClouds {

  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final Duration CALL_TIME = Duration.ofSeconds(10);

  private final Map<String, DirectoryCloudConfig> byName = new HashMap<>();
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();
  private final Function<String, HttpClient> maker;

  private DirectoryClouds(List<DirectoryCloudConfig> clouds, Function<String, HttpClient> maker) {
    clouds.forEach(cloud -> byName.put(AsciiCase.fold(cloud.name()), cloud));
    this.maker = maker;
  }

  /** The transports know trust, proxy and protocol of a cloud by its name. */
  public static DirectoryClouds over(
      List<DirectoryCloudConfig> clouds,
      Function<String, java.net.http.HttpClient.Builder> transports) {
    return new DirectoryClouds(clouds, cloud -> make(transports.apply(cloud)));
  }

  /** One cloud that is asked through that client. */
  public static DirectoryClouds through(HttpClient client, DirectoryCloudConfig cloud) {
    return new DirectoryClouds(List.of(cloud), name -> client);
  }

  /**
   * That cloud, letter case aside.
   *
   * @throws UnusableAnswerException when there is none
   */
  public DirectoryCloudConfig named(String name) {
    return Optional.ofNullable(byName.get(AsciiCase.fold(name)))
        .orElseThrow(() -> new UnusableAnswerException("there is no cloud of that name"));
  }

  public HttpClient clientOf(DirectoryCloudConfig cloud) {
    return clients.computeIfAbsent(cloud.name(), maker);
  }

  private static HttpClient make(java.net.http.HttpClient.Builder transport) {
    HttpClient client =
        new JdkHttpClientBuilder(transport)
            // The environment's proxy would replace ours.
            .configuration(Configuration.NONE)
            .connectionTimeout(CONNECT_TIME)
            .responseTimeout(CALL_TIME)
            .readTimeout(CALL_TIME)
            .build();
    return new BufferingHttpClient(client, CALL_TIME);
  }
}
