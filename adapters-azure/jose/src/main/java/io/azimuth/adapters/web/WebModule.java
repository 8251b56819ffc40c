package io.azimuth.adapters.web;

import com.google.inject.AbstractModule;
import io.azimuth.spi.web.WebClient;
import java.net.ProxySelector;

/** Binds {@link WebClient}. */
public final class WebModule extends AbstractModule {

  private final JdkWebClient client;

  /**
   * Calls through that proxy; connects to nothing yet.
   *
   * @param userAgent the value of the header {@code User-Agent}
   */
  public WebModule(ProxySelector proxy, String userAgent) {
    this.client = new JdkWebClient(proxy, userAgent);
  }

  @Override
  protected void configure() {
    bind(WebClient.class).toInstance(client);
  }
}
