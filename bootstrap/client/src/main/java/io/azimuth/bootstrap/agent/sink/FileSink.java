package io.azimuth.bootstrap.agent.sink;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.TokenSink;
import io.azimuth.bootstrap.agent.config.SinkBlock;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** A file with the token, or with a wrapping token that gives it once. */
public final class FileSink implements TokenSink {

  private final SinkBlock block;
  private final TokenWrap wrap;
  private final AtomicFile file;

  /** Creates a sink; the directory of its file must exist. */
  public FileSink(SinkBlock block, AgentServer server) {
    this.block = block;
    this.wrap = new TokenWrap(server);
    this.file = new AtomicFile(block.file(), block.mode(), block.owner(), block.group());
  }

  @Override
  public String name() {
    return "the sink " + block.file();
  }

  /**
   * Replaces the file.
   *
   * @throws ClientException if it cannot be written, or the token cannot be wrapped
   */
  @Override
  public void write(SecretText token) {
    Optional<SecretText> wrapped = block.wrapTtl().map(ttl -> wrap.wrapped(token, ttl));
    file.replace(wrapped.orElse(token));
  }
}
