package io.azimuth.adapters.azure.signin;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import reactor.core.publisher.Mono;

/** Sends what is for the instance metadata service to where the cloud has it. */
final class MetadataClient implements HttpClient {

  private static final String FIXED_ADDRESS = "169.254.169.254";

  private final HttpClient client;
  private final String service;

  /** A path that the service's address has is kept before that of the request. */
  MetadataClient(HttpClient client, URI service) {
    this.client = client;
    this.service = service.toString().replaceFirst("/$", "");
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return Mono.defer(() -> client.send(redirected(request), context));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return client.sendSync(redirected(request), context);
  }

  private HttpRequest redirected(HttpRequest request) {
    URL url = request.getUrl();
    if (!FIXED_ADDRESS.equals(url.getHost())) {
      return request;
    }
    try {
      return request.copy().setUrl(URI.create(service + url.getFile()).toURL());
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw SignInException.refused("the metadata service has no usable address");
    }
  }
}
