package io.azimuth.adapters.azure.simulator.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Fetches an issuer's documents over the network, within limits. */
public final class IssuerHttp {

  /** The longest document, in bytes. */
  static final int MAX_BODY = 256 * 1024;

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Duration deadline;
  private volatile HttpClient http;

  /**
   * @param deadline for one document, from the first byte to the last
   */
  public IssuerHttp(Duration deadline) {
    this.deadline = deadline;
    this.http = client(IssuerTrust.ofJava());
  }

  /** From now on only issuers whose certificates fit. */
  public void trust(SSLContext trusted) {
    http = client(trusted);
  }

  JsonNode get(String address) throws IssuerUnavailableException {
    HttpResponse<byte[]> response = send(HttpRequest.newBuilder(allowed(address)).build(), address);
    if (response.statusCode() != 200) {
      throw new IssuerUnavailableException(address + " answers " + response.statusCode());
    }
    try {
      JsonNode document = JSON.readTree(response.body());
      if (document.isObject()) {
        return document;
      }
    } catch (IOException e) {
      throw new IssuerUnavailableException(address + " is not JSON", e);
    }
    throw new IssuerUnavailableException(address + " is not a JSON object");
  }

  private HttpResponse<byte[]> send(HttpRequest request, String address)
      throws IssuerUnavailableException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, head -> new IssuerDocumentBody(MAX_BODY));
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IssuerUnavailableException(address + " does not answer in time", e);
    } catch (ExecutionException e) {
      throw new IssuerUnavailableException(
          address + " cannot be read: " + String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IssuerUnavailableException("the simulator stops", e);
    } finally {
      answer.cancel(true);
    }
  }

  /** HTTPS, as Entra demands; plain HTTP only on this machine, for tests. */
  private static URI allowed(String address) throws IssuerUnavailableException {
    try {
      URI uri = URI.create(address);
      String scheme = String.valueOf(uri.getScheme());
      boolean loopback = uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
      if (uri.getHost() != null
          && (scheme.equals("https") || (scheme.equals("http") && loopback))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IssuerUnavailableException(address + " is not an address", e);
    }
    throw new IssuerUnavailableException(
        address + " is neither https nor http on a loopback address");
  }

  private HttpClient client(SSLContext trusted) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(deadline)
        .sslContext(trusted)
        .build();
  }
}
