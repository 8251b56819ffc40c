package io.azimuth.adapters.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.http.server.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** An engine of the JDK that reads a certificate whose lengths are nested too deeply for it. */
@Timeout(60)
@EnabledForJreRange(max = JRE.JAVA_21) // later ones bound the depth themselves
class FailStopEngineTest {

  /** As small as the stack of a thread can be, so that a short certificate is too deep for it. */
  private static final int STACK = 160 << 10;

  private static final int CLIENT_HELLO = 1;
  private static final int CERTIFICATE = 11;
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Groups x25519, P-256, P-384; uncompressed points; ECDSA, PSS and PKCS#1 with SHA-256. */
  private static final byte[] EXTENSIONS =
      HexFormat.of()
          .parseHex("000a00080006001d00170018" + "000b00020100" + "000d00080006040308040401");

  private SSLEngine engine;
  private ByteBuffer out;

  @BeforeEach
  void start() throws Exception {
    TestAuthority.Issued issued =
        new TestAuthority("servers").issue("localhost", TestAuthority.keyPair("EC", 256));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry(
        "server", issued.keys().getPrivate(), PASSWORD, new Certificate[] {issued.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    SSLEngine jdk = context.createSSLEngine();
    jdk.setUseClientMode(false);
    jdk.setEnabledProtocols(new String[] {"TLSv1.2"});
    jdk.setWantClientAuth(true);
    engine = new FailStopEngine(jdk);
    out = ByteBuffer.allocate(2 * jdk.getSession().getPacketBufferSize());
  }

  @Test
  void takesPartInNothingMore() throws Exception {
    receive(CLIENT_HELLO, hello());
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out.clear());
    }
    receive(CERTIFICATE, certificate(nested(16_000)));

    assertThat(engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
    assertThatThrownBy(() -> engine.wrap(ByteBuffer.allocate(0), out.clear()))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> engine.unwrap(ByteBuffer.allocate(0), out.clear()))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(engine::beginHandshake).isInstanceOf(SSLException.class);
  }

  private void receive(int type, byte[] body) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream wire = new DataOutputStream(bytes);
    wire.writeByte(22);
    wire.writeShort(0x0303);
    wire.writeShort(body.length + 4);
    wire.writeInt(type << 24 | body.length);
    wire.write(body);
    ByteBuffer record = ByteBuffer.wrap(bytes.toByteArray());
    SSLEngineResult result = engine.unwrap(record, out.clear());
    assertThat(record.hasRemaining()).isFalse();
    assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      runWithSmallStack(task);
      task = engine.getDelegatedTask();
    }
  }

  private static void runWithSmallStack(Runnable task) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, task, "task of the engine", STACK);
    thread.setUncaughtExceptionHandler((ended, failure) -> thrown.set(failure));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isNull();
  }

  private static byte[] hello() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream message = new DataOutputStream(body);
    message.writeShort(0x0303);
    message.write(new byte[32]);
    message.writeByte(0); // no session id
    message.writeShort(2);
    message.writeShort(0xc02b); // ECDHE with ECDSA and AES-128-GCM
    message.writeShort(0x0100); // no compression
    message.writeShort(EXTENSIONS.length);
    message.write(EXTENSIONS);
    return body.toByteArray();
  }

  private static byte[] certificate(byte[] der) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream message = new DataOutputStream(body);
    message.writeByte(0);
    message.writeShort(der.length + 3);
    message.writeByte(0);
    message.writeShort(der.length);
    message.write(der);
    return body.toByteArray();
  }

  private static byte[] nested(int bytes) {
    byte[] nest = new byte[bytes];
    Arrays.fill(nest, (byte) 0x30); // sequence
    for (int i = 1; i < bytes; i += 2) {
      nest[i] = (byte) 0x80; // of unknown length
    }
    return nest;
  }
}
