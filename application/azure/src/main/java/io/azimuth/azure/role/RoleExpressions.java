package io.azimuth.azure.role;

import io.azimuth.domain.azure.evidence.LoginMembers;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.expression.ExpressionLanguage;
import io.azimuth.spi.remote.LruCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The expressions of roles. Those that were read are kept, some hundreds at most, because a role is
 * read again after every change of the mount. Safe for use by many threads.
 */
public final class RoleExpressions {

  private static final Logger LOG = LoggerFactory.getLogger(RoleExpressions.class);
  private static final int MAX_KEPT = 500;

  private final ExpressionLanguage language;
  private final LruCache<String, BoundExpression> kept = new LruCache<>(MAX_KEPT);

  /** Nothing is read yet. */
  public RoleExpressions(ExpressionLanguage language) {
    this.language = language;
  }

  /** The expression that an operator writes, or what is wrong with it. */
  Checked<BoundExpression> read(String text) {
    if (text.length() > BoundExpression.MAX_LENGTH) {
      return Checked.problem("it has more than " + BoundExpression.MAX_LENGTH + " characters");
    }
    return kept.find(text).map(Checked::of).orElseGet(() -> readAnew(text));
  }

  private Checked<BoundExpression> readAnew(String text) {
    Checked<BoundExpression> read =
        language.read(text, LoginMembers.SCHEMA).map(BoundExpression::of);
    read.value().ifPresent(expression -> kept.put(text, expression));
    return read;
  }

  /**
   * The expression of a stored role. If it cannot be read any more, the log warns of it and the
   * role admits no login.
   */
  BoundExpression stored(RoleName role, String text) {
    return read(text)
        .fold(
            expression -> expression,
            problems -> {
              String problem = problems.get(0);
              LOG.atError()
                  .addKeyValue("role", role.value())
                  .addKeyValue("problem", problem)
                  .log("the stored bound_expression of a role cannot be read: it admits no login");
              return BoundExpression.unreadable(text, problem);
            });
  }
}
