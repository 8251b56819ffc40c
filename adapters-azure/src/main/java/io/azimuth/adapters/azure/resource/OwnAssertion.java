package io.azimuth.adapters.azure.resource;

import io.azimuth.application.port.federation.IdentityTokenRequest;
import io.azimuth.application.port.federation.PluginIdentityTokens;
import io.azimuth.domain.error.ServiceException;
import java.util.function.Supplier;

/** A token of our own issuer for each exchange. */
record OwnAssertion(PluginIdentityTokens tokens, IdentityTokenRequest request)
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
