/** Expressions in CEL, the Common Expression Language; knows no Azure. */
package io.azimuth.adapters.cel;
