package io.azimuth.adapters.azure.signin;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.federation.IdentityTokenRequest;
import io.azimuth.spi.federation.PluginIdentityTokens;
import java.util.function.Supplier;

/** A token of our own issuer for each exchange. */
record PluginIdentityAssertion(PluginIdentityTokens tokens, IdentityTokenRequest request)
    implements Supplier<String> {

  @Override
  public String get() {
    try {
      return tokens.issue(request).expose();
    } catch (ServiceException e) {
      throw new SignInException("no identity token of our own can be made: " + e.detail());
    }
  }
}
