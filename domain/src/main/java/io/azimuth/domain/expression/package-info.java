/** Expressions that decide by what is proved, in whichever language they are written. */
package io.azimuth.domain.expression;
