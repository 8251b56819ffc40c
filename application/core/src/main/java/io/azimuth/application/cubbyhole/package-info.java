/** The private secrets of tokens (spec 7.3). */
package io.azimuth.application.cubbyhole;
