/** The steps of an import that do not depend on Azure, one class for each kind of thing. */
package io.azimuth.bootstrap.imports.step;
