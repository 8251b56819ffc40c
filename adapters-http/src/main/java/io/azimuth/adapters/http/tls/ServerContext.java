package io.azimuth.adapters.http.tls;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A context that gives out engines of a server, ready for a handshake. It makes no sockets. */
final class ServerContext extends SSLContext {

  private ServerContext(SSLContext whole, UnaryOperator<SSLEngine> preparation) {
    super(new Engines(whole, preparation), whole.getProvider(), whole.getProtocol());
  }

  /** Engines of this context that went through the preparation. */
  static SSLContext of(SSLContext whole, UnaryOperator<SSLEngine> preparation) {
    return new ServerContext(whole, preparation);
  }

  private static final class Engines extends SSLContextSpi {

    private final SSLContext whole;
    private final UnaryOperator<SSLEngine> preparation;

    Engines(SSLContext whole, UnaryOperator<SSLEngine> preparation) {
      this.whole = whole;
      this.preparation = preparation;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      SSLEngine engine = whole.createSSLEngine();
      engine.setUseClientMode(false);
      return preparation.apply(engine);
    }

    /** A server has no use for the address of its client: sessions are found by their ticket. */
    @Override
    protected SSLEngine engineCreateSSLEngine(@Nullable String host, int port) {
      return engineCreateSSLEngine();
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("initialized before");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw new UnsupportedOperationException("this context makes engines only, no sockets");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException("this context makes engines only, no sockets");
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return whole.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return whole.getClientSessionContext();
    }
  }
}
