package io.azimuth.adapters.azure.simulator.server;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Asks each client for a certificate and serves those without one all the same. */
public final class MutualTls extends HttpsConfigurator {

  public MutualTls(SSLContext context) {
    super(context);
  }

  @Override
  public void configure(HttpsParameters connection) {
    SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
    parameters.setWantClientAuth(true);
    connection.setSSLParameters(parameters);
  }
}
