/** The common parts of the fuzz tests. Each target is in the package of the class that it tests. */
package io.azimuth.fuzz;
