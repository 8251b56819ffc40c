package io.azimuth.adapters.http.config;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;

/** The begin of a TLS 1.2 handshake (RFC 5246), as long as its messages are not encrypted. */
final class RawHandshake implements AutoCloseable {

  private static final int HANDSHAKE = 22;
  private static final int CERTIFICATE = 11;
  private static final int CERTIFICATE_REQUEST = 13;
  private static final int SERVER_HELLO_DONE = 14;
  private static final int RECORD = 1 << 14;

  /** Groups x25519, P-256, P-384; uncompressed points; ECDSA, PSS and PKCS#1 with SHA-256. */
  private static final byte[] EXTENSIONS =
      HexFormat.of()
          .parseHex("000a00080006001d00170018" + "000b00020100" + "000d00080006040308040401");

  private final Socket socket;
  private final DataInputStream in;
  private byte[] messages = new byte[0];

  private RawHandshake(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /**
   * Connects and offers these suites.
   *
   * @param patience how long an answer may take, in milliseconds
   */
  static RawHandshake offering(InetSocketAddress server, List<Integer> suites, int patience)
      throws IOException {
    RawHandshake handshake = new RawHandshake(new Socket(server.getAddress(), server.getPort()));
    handshake.socket.setSoTimeout(patience);
    handshake.send(1, hello(suites));
    return handshake;
  }

  DataInputStream in() {
    return in;
  }

  private static byte[] hello(List<Integer> suites) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeShort(0x0303);
    out.write(new byte[32]);
    out.writeByte(0); // no session id
    out.writeShort(suites.size() * 2);
    for (int suite : suites) {
      out.writeShort(suite);
    }
    out.writeShort(0x0100); // no compression
    out.writeShort(EXTENSIONS.length);
    out.write(EXTENSIONS);
    return body.toByteArray();
  }

  private void send(int type, byte[] body) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(message);
    out.writeInt(type << 24 | body.length);
    out.write(body);
    byte[] bytes = message.toByteArray();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    DataOutputStream wire = new DataOutputStream(records);
    for (int at = 0; at < bytes.length; at += RECORD) {
      int length = Math.min(RECORD, bytes.length - at);
      wire.writeByte(HANDSHAKE);
      wire.writeShort(0x0303);
      wire.writeShort(length);
      wire.write(bytes, at, length);
    }
    socket.getOutputStream().write(records.toByteArray());
    socket.getOutputStream().flush();
  }

  /**
   * Reads up to the end of the server's first messages. Returns whether it asks for a certificate.
   */
  boolean readServerHello() throws IOException {
    boolean asks = false;
    int at = 0;
    while (true) {
      while (messages.length < at + 4 || messages.length < at + 4 + length(at)) {
        readRecord();
      }
      int type = messages[at];
      asks |= type == CERTIFICATE_REQUEST;
      if (type == SERVER_HELLO_DONE) {
        return asks;
      }
      at += 4 + length(at);
    }
  }

  private int length(int at) {
    return (messages[at + 1] & 0xff) << 16
        | (messages[at + 2] & 0xff) << 8
        | (messages[at + 3] & 0xff);
  }

  private void readRecord() throws IOException {
    int type = in.readUnsignedByte();
    in.skipNBytes(2);
    byte[] content = in.readNBytes(in.readUnsignedShort());
    if (type != HANDSHAKE) {
      throw new IOException("not a part of the handshake: " + type);
    }
    byte[] all = new byte[messages.length + content.length];
    System.arraycopy(messages, 0, all, 0, messages.length);
    System.arraycopy(content, 0, all, messages.length, content.length);
    messages = all;
  }

  /** Shows these certificates. */
  void sendCertificates(List<byte[]> certificates) throws IOException {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (byte[] certificate : certificates) {
      writeLength(list, certificate.length);
      list.write(certificate);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writeLength(body, list.size());
    list.writeTo(body);
    send(CERTIFICATE, body.toByteArray());
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    out.write(length >> 16);
    out.write(length >> 8);
    out.write(length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
