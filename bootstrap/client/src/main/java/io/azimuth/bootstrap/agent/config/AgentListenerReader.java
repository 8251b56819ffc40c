package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.agent.listener.AgentListenerBlock;
import io.azimuth.bootstrap.agent.listener.AutoAuthToken;
import io.azimuth.bootstrap.client.Loopback;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.TypedBlock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code listener} and {@code api_proxy}. */
final class AgentListenerReader {

  private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  private final BlockReader top;

  AgentListenerReader(BlockReader top) {
    this.top = top;
  }

  Optional<AgentListenerBlock> read() {
    AutoAuthToken token = token();
    List<TypedBlock> found = top.typed("listener");
    if (found.isEmpty()) {
      if (top.has("api_proxy")) {
        top.error("api_proxy", "has no effect without listener \"tcp\" { … }");
      }
      return Optional.empty();
    }
    if (found.size() > 1) {
      top.error("listener", "there must be only one");
    }
    return listener(found.get(0), token);
  }

  private AutoAuthToken token() {
    Optional<BlockReader> block = top.table("api_proxy");
    String text = block.flatMap(it -> it.text("use_auto_auth_token")).orElse("false");
    AutoAuthToken use =
        switch (text) {
          case "true", "1" -> AutoAuthToken.WHEN_MISSING;
          case "force" -> AutoAuthToken.ALWAYS;
          case "false", "0" -> AutoAuthToken.NEVER;
          default -> {
            block.orElseThrow().error("use_auto_auth_token", "must be true, false or \"force\"");
            yield AutoAuthToken.NEVER;
          }
        };
    block.ifPresent(BlockReader::finish);
    return use;
  }

  private Optional<AgentListenerBlock> listener(TypedBlock typed, AutoAuthToken token) {
    BlockReader keys = typed.keys();
    keys.markKnown("type");
    if (!typed.type().equals("tcp")) {
      top.error("listener", "the only kind is \"tcp\"");
    }
    if (!keys.flag("tls_disable", false)) {
      keys.error(
          "tls_disable", "must be true: only this machine reaches the listener, without TLS");
    }
    boolean header = keys.flag("require_request_header", false);
    Optional<BlockReader> api = keys.table("agent_api");
    boolean quit = api.filter(it -> it.flag("enable_quit", false)).isPresent();
    api.ifPresent(BlockReader::finish);
    if (!keys.has("address")) {
      keys.missing("address", "such as \"127.0.0.1:8100\"");
    }
    Optional<InetSocketAddress> address = keys.text("address").flatMap(it -> address(keys, it));
    keys.finish();
    return address.map(it -> new AgentListenerBlock(it, quit, header, token));
  }

  private static Optional<InetSocketAddress> address(BlockReader keys, String text) {
    Matcher parts = ADDRESS.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > MAX_PORT) {
      keys.error("address", "must be a host and a port, such as \"127.0.0.1:8100\"");
      return Optional.empty();
    }
    if (!Loopback.names(parts.group(1))) {
      keys.error("address", "must be a loopback address: the token would be handed to the network");
      return Optional.empty();
    }
    return resolved(parts.group(1))
        .map(it -> new InetSocketAddress(it, Integer.parseInt(parts.group(2))))
        .or(
            () -> {
              keys.error("address", "is no address of this machine");
              return Optional.empty();
            });
  }

  private static Optional<InetAddress> resolved(String host) {
    try {
      InetAddress address =
          host.endsWith("localhost")
              ? InetAddress.getLoopbackAddress()
              : InetAddress.getByName(host);
      return Optional.of(address).filter(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
