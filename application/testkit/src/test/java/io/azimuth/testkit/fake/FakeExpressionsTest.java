package io.azimuth.testkit.fake;

import io.azimuth.spi.expression.ExpressionLanguage;
import io.azimuth.testkit.contract.ExpressionLanguageContract;

class FakeExpressionsTest extends ExpressionLanguageContract {

  @Override
  protected ExpressionLanguage language() {
    return new FakeExpressions();
  }
}
